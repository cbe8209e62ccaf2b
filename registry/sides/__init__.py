"""Opens what people put side by side: files, folders, standard input, files and folders in a Git revision."""

"""Why a path of the registry is not read as a file."""

from enum import Enum


class Obstacle(Enum):
    """What stands where a file was expected. The value completes the sentence that starts with the path and `is`."""

    SYMLINK = "a symbolic link, which is never followed"
    SUBMODULE = "a submodule or another repository, which is not looked into"
    SPECIAL = "neither a file nor a folder"
    TOO_LARGE = "larger than a registry file may be"
    UNREADABLE = "not readable"
    OUTSIDE = "outside the registry"

"""An adapter of the warehouse system in Newark: offers the contract `wms-east/fulfilment-api@1`."""

module example.test/vaults

go 1.19

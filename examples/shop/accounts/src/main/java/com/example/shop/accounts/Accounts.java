package com.example.shop.accounts;

import org.springframework.data.repository.CrudRepository;

interface Accounts extends CrudRepository<Account, String> {}

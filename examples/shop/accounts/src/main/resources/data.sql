INSERT INTO account (customer, balance, version)
SELECT customer, balance, 1 FROM (VALUES ('ann', 1000000), ('bob', 1000)) AS initial (customer, balance)
WHERE NOT EXISTS (SELECT 1 FROM account);

INSERT INTO article (item, amount, price)
SELECT item, amount, price FROM (VALUES ('shoe', 1000, 6000), ('hat', 3, 2500)) AS initial (item, amount, price)
WHERE NOT EXISTS (SELECT 1 FROM article);

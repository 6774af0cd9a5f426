create table account (
  customer integer primary key,
  balance bigint not null check (balance >= 0)
);
create table payment (
  order_id bigint primary key,
  customer integer not null,
  amount bigint not null
);

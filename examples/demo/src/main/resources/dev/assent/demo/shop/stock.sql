create table stock (
  item integer primary key,
  quantity integer not null check (quantity >= 0)
);
create table movement (
  order_id bigint primary key,
  item integer not null,
  quantity integer not null
);

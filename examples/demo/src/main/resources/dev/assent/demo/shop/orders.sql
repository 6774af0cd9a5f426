create table basket (
  purchase integer primary key,
  customer integer not null,
  item integer not null,
  quantity integer not null,
  amount bigint not null
);
create table orders (
  id ${generated key} primary key,
  purchase integer not null,
  customer integer not null,
  item integer not null,
  quantity integer not null,
  amount bigint not null,
  state varchar(10) not null
);

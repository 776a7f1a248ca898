-- What could not be taken in is looked up with each reading; there is seldom any.
create index delivery_troubled on house.delivery (tenant, resource) where tries > 0 and done_at is null;

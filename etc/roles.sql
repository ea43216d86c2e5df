-- Roles of one cluster and the database.  Run as a superuser; again: no harm.
-- xz_owner owns every table and never signs in; root works as xz_admin.  xz_seat has no right: policies of rows name
-- by it the two programs at which people are signed in.
set client_min_messages = warning;

select format('create role %I', r) from unnest(array[
	'xz_owner', 'xz_admin', 'xz_seat', 'xz_desk', 'xz_slow', 'xz_signin', 'xz_portal', 'xz_exchange', 'xz_courier',
	'xz_daemon']) as r
where not exists (select from pg_roles where rolname = r) \gexec

alter role xz_owner nologin;
alter role xz_admin login;
alter role xz_seat nologin;
alter role xz_desk login connection limit 40;
alter role xz_slow login connection limit 20;
alter role xz_signin login connection limit 20;
alter role xz_portal login connection limit 20;
alter role xz_exchange login connection limit 20;
alter role xz_courier login connection limit 10;
alter role xz_daemon login connection limit 10;
grant xz_owner to xz_admin;
grant xz_seat to xz_desk, xz_slow;

select format('alter role %I set timezone to %L', r, 'Asia/Shanghai') from unnest(array[
	'xz_owner', 'xz_admin', 'xz_desk', 'xz_slow', 'xz_signin', 'xz_portal', 'xz_exchange', 'xz_courier',
	'xz_daemon']) as r \gexec

\if :{?database}
\else
\set database xiezhi
\endif
select format('create database %I owner xz_owner template template0 encoding ''UTF8''', :'database')
where not exists (select from pg_database where datname = :'database') \gexec
select format('revoke all on database %I from public', :'database') \gexec
select format('grant connect, temporary on database %I to xz_admin, xz_desk, xz_slow, xz_signin, xz_portal,'
	' xz_exchange, xz_courier, xz_daemon', :'database') \gexec
select format('alter database %I set timezone to %L', :'database', 'Asia/Shanghai') \gexec

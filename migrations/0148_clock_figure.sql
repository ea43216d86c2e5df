-- Which open clocks ran by a figure that was found never to have held.
create index calendar_clock_parameter on xz.calendar_clock (parameter_id) where state = 'open';

<?cs # bare.cs - the frame of pages without a session: sign-in, ended session, errors of the store. ?>
<?cs call:bare_begin() ?>
<?cs call:body() ?>
<?cs call:bare_end() ?>

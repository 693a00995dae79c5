#!/usr/bin/perl
# Puts cases into the database of a Request Tracker 5 as its own code keeps them; a JSON list on standard input.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';

use JSON;
use MIME::Entity;
use RT;

RT->LoadConfig();
RT->Init();

# Whatever the system itself says in a case, its mails among them, it says as another user.
my $agent = RT::CurrentUser->new();
$agent->Load('root');

sub text {
    my ($line) = @_;
    return MIME::Entity->build(Type => 'text/plain', Charset => 'UTF-8', Data => [$line]);
}

for my $case (@{ decode_json(do { local $/; <STDIN> }) }) {
    my ($first, @further) = @{ $case->{lines} };
    my $ticket = RT::Ticket->new($agent);
    my ($id, undef, $said) = $ticket->Create(
        Queue     => 'General',
        Subject   => $case->{subject},
        Requestor => $case->{email},
        MIMEObj   => text($first),
    );
    die $said unless $id;
    for my $line (@further) {
        my ($done, $why) = $ticket->Correspond(MIMEObj => text($line));
        die $why unless $done;
    }
    next if $ticket->Status eq $case->{status};
    my ($done, $why) = $ticket->SetStatus($case->{status});
    die $why unless $done;
}

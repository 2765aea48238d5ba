namespace OrleansOps.Cli;

/// <summary>What <c>opsctl run --help</c> says below the options.</summary>
internal static class RunHelp
{
    public const string Text = """
        What to run is one of --script FILE, -c TEXT, a command after --, or --named NAME, which the host knows. Words after -- are the script's
        arguments where there is a script or a name. A command is run as it is, without a shell in between.
        The kind of a script is read from its first line (#!), then from its name (.py, .pl, .js, .go, .ps1, .bash),
        and is shell otherwise. Where its program is not on the host, the task fails and says what brings it.
        Standard output of the script comes on standard output, its standard error on standard error, byte for byte.
        The task does not depend on opsctl: when the connection breaks, opsctl connects again and goes on where it was.

        Ctrl-C asks whether to cancel the task: y cancels it and waits until the host confirms, anything else goes on.
        Ctrl-C again, instead of an answer, leaves the task running and says how to follow it again.
        Where there is no terminal to ask on, SIGINT cancels the task and waits, a second one leaves it.
        SIGTERM and SIGHUP always leave it running.

        Several hosts make a job: --on takes them with commas between, or an expression over their labels, which is
        resolved once, when the job begins:
          KEY=VALUE  KEY!=VALUE  KEY in (A,B)  KEY not in (A,B)   KEY is a label's name, or name, id or state
                                                                  (online, offline, draining); VALUE may have a *
          label=NAME  all                                         hosts that have a label of that name; every host
          and  or  not  ( )                                       join them
        Each host runs it once, as a task of its own. opsctl shows how many stand where, the batch, and the last hosts that
        did not succeed with the last line of their logs; opsctl logs ID shows the log of a task, opsctl job ID --hosts
        lists them. Ctrl-C asks: s stops the job and waits until the hosts confirm, l leaves it running.

        Exit codes:
          the script's own, where it has one; 128 + N if signal N ended it
            2  wrong usage, nothing was sent        124  timed out
            3  the server refused                   125  lost, rejected, could not start, or nobody knows
            4  the server cannot be reached         130  cancelled, or the job was stopped
            5  left running, by Ctrl-C, SIGTERM or a lost output
          of a job 0 if every host succeeded, and 1 if one did not
          --json tells them apart where a script uses one of these itself.

        Examples:
          opsctl run --on web-1 -- uptime
          opsctl run --on web-1 -c 'df -h / | tail -1'
          opsctl run --on db-1 --script backup.sh --timeout 2h --label nightly=yes -- --full
          opsctl run --on db-1 --kind python --script - < report.py
          pg_dump shop | gzip | opsctl run --on db-2 --stdin - -c 'gunzip | wc -l'
          TOKEN=$(cat token) opsctl run --on web-1 --secret TOKEN --script deploy.sh
          opsctl run --on web-1 --memory 512M --cpu-time 10m --processes 100 --script backup.sh
          opsctl run --on web-1 --named restart-web
          opsctl run --on web-1 --sign-with ci.pem --script deploy.sh
          opsctl run --on web-1 --id deploy-42 --detach --script deploy.sh
          opsctl run --on web-1 --name 'Deploy 42' --web --script deploy.sh
          opsctl run --on web-1,web-2 -- uptime
          opsctl run --on 'role=web and site!=munich' --batch 1,10%,50% --max-errors 5% --script deploy.sh
          opsctl run --on 'role in (web,db)' --batch 5 --pause on-failure --id patch-42 --script deploy.sh
        """;
}

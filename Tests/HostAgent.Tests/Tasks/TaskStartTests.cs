namespace OrleansOps.AgentTests.Tasks;

/// <summary>What a task finds when it starts is not what its agent was started with.</summary>
public sealed class TaskStartTests
{
    /// <summary>An agent as its unit starts it, and worse.</summary>
    private const string Odd = """
        umask 077
        trap '' HUP INT QUIT TERM PIPE USR1 USR2 CHLD ALRM
        ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -H -n)"
        export SECRET=1 OPS_AGENT_SECRET=1 DOTNET_X=1 TZ=UTC LANG=C.UTF-8 BASH_ENV=/tmp/x ENV=/tmp/x IFS=x LD_LIBRARY_PATH=/tmp/x
        unset HOME USER LOGNAME SHELL TMPDIR LC_ALL LC_CTYPE LANGUAGE
        choom -n -500 -p $$ >/dev/null 2>&1 || choom -n 200 -p $$ >/dev/null   # few containers may do the first
        exec nice -n -7 chrt --rr 1 "$0" "$@"
        """;

    private const string Look = """
        echo umask=$(umask)
        touch made; echo made=$(stat -c %a made)
        echo nice=$(nice)
        echo oom=$(cat /proc/self/oom_score_adj)
        echo policy=$(chrt -p $$ | sed -n 's/.*policy: //p')
        grep -E '^(SigBlk|SigIgn)' /proc/self/status | tr -d '\t'
        echo files=$(ulimit -S -n)
        set -- $(sed 's/.*) //' /proc/$$/stat); [ $4 = $$ ] && echo session=own; echo terminal=$5
        echo directory=$(stat -c %a .)
        echo home=$HOME user=$USER logname=$LOGNAME
        echo names=$(env | sed 's/=.*//' | grep -vE '^(PWD|OLDPWD|SHLVL|_)$' | LC_ALL=C sort | tr '\n' ' ')
        """;

    [Fact]
    public async Task ATaskStarts_AsAServiceOfItsUserDoes_WhateverItsAgentWasGiven()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = AgentProcess.Start(gateway, Odd);
        await gateway.UntilConnected();

        await gateway.Run(Some.Script("t", Look));
        await gateway.UntilStdout("t", output => output.Contains("names=", StringComparison.Ordinal) && output.EndsWith('\n'));

        string[] expected =
        [
            "umask=0022",
            "made=644",
            "nice=0",
            "oom=0",
            "policy=SCHED_OTHER",
            "SigBlk:0000000000000000",
            "SigIgn:0000000000000000",
            "files=1024",
            "session=own",
            "terminal=0",
            "directory=700",
            $"home={Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)} user={Environment.UserName} logname={Environment.UserName}",
            "names=HOME LANG LOGNAME OPS_AGENT_ID OPS_ATTEMPT OPS_TASK_ID OPS_TASK_MARK PATH TZ USER",
        ];
        Assert.Equal(expected, gateway.LogOf("t").Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
    }
}

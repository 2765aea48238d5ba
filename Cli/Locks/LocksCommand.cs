using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl locks, with list, show and release</summary>
internal static class LocksCommand
{
    private const string More = """
        A task with --lock NAME runs only while no other task with that lock does. The others wait in a line, the one that was submitted first at its head. With host: before the name each host has a lock of
        its own; it is called NAME@HOST here. See: docs/locks.md

        Examples:
          opsctl run --on web-1 --lock deploy --script deploy.sh
          opsctl run --on role=web --lock host:cache -- uptime
          opsctl locks list
          opsctl locks show deploy
        """;

    public static Command Create(CommonOptions common) => new DocumentedCommand("locks", "Locks that tasks have: list, show or release.", More)
    {
        LockListing.Create(common),
        LockShowing.Create(common),
        LockReleasing.Create(common),
    };

    public static Argument<string> Name()
    {
        var argument = new Argument<string>("NAME") { HelpName = "NAME", Description = "Name of the lock; of one of a host: NAME@HOST." };
        argument.CompletionSources.Add(Known.Locks);
        return argument;
    }
}

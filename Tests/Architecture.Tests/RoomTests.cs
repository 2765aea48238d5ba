namespace OrleansOps.Architecture;

/// <summary>Which folder may know which: a reader of one should not need all the others.</summary>
public sealed class RoomTests
{
    /// <summary>Rooms that know each other, and why they may. One that no longer do must go from here.</summary>
    private static readonly (string Project, string One, string Other, string Because)[] Neighbours =
    [
        ("Cli", "Access", "Terminal", "a session at the terminal is one with a login; logins say what they do there"),
        ("Cli", "Access", "Parsing", "completion of a word asks the server that the login names"),
        ("Cli", "Hosts", "Parsing", "completion of a host's name lists hosts"),
        ("Cli", "Hosts", "Rest", "a refusal of an unknown host offers hosts with a similar name"),
        ("Cli", "Jobs", "Parsing", "completion of a job's id lists jobs"),
        ("Cli", "Jobs", "Tasks", "one command runs on one host or on many; what each of many runs is a task"),
        ("Cli", "Logs", "Tasks", "a run in the foreground prints the log; a log ends with its task"),
        ("Cli", "Parsing", "Schedules", "completion of a schedule's id lists schedules"),
        ("Cli", "Parsing", "Secrets", "completion of a secret's name lists secrets"),
        ("Cli", "Parsing", "Tasks", "completion of a task's id lists tasks"),
        ("Cli", "Parsing", "Terraform", "completion of a workspace's id lists workspaces"),
        ("Cli", "Parsing", "Terminal", "options choose how is printed; printing shows times as options are written"),
        ("Cli", "Parsing", "Workflows", "completion of a workflow's id lists workflows"),
        ("Cli", "Rest", "Terminal", "an error is printed as its document; its text must be fit for a terminal"),
    ];

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Cli")]
    public void NoTwoRoomsKnowEachOther(string project)
    {
        var uses = Rooms.UsesIn(project);
        var both = uses.Keys
            .Where(use => string.CompareOrdinal(use.From, use.To) < 0 && uses.ContainsKey((use.To, use.From)) && !IsInside(use.From, use.To))
            .ToList();
        var allowed = Neighbours.Where(pair => string.Equals(pair.Project, project, StringComparison.Ordinal)).Select(pair => (From: pair.One, To: pair.Other)).ToList();

        var wrong = both.Except(allowed).Select(use => $"{use.From} and {use.To} ({uses[use]}; {uses[(use.To, use.From)]})").ToList();
        var gone = allowed.Except(both).Select(pair => $"{pair.From} and {pair.To}").ToList();

        Assert.True(wrong.Count == 0, $"In {project} know each other: {string.Join("; ", wrong)}.");
        Assert.True(gone.Count == 0, $"In {project} no longer know each other, so they are no exception: {string.Join("; ", gone)}.");
    }

    [Theory]
    [InlineData("Gateway", "Sockets", "Operators", "the agents' door knows nothing of the operators'")]
    [InlineData("Gateway", "Operators", "Sockets", "the operators' door knows nothing of the agents'", "Operators/Health")]   // says how many are connected
    [InlineData("Gateway", "Access", "Operators", "who may enter is the same at every door")]
    [InlineData("Gateway", "Access", "Sockets", "who may enter is the same at every door")]
    [InlineData("Gateway", "Access", "Hosting", "access is put together by the program, not the other way")]
    [InlineData("Gateway", "Http", "Access", "what HTTP is has no area")]
    [InlineData("Gateway", "Http", "Operators", "what HTTP is has no area")]
    [InlineData("Gateway", "Http", "Sockets", "what HTTP is has no area")]
    [InlineData("Gateway", "Operators/Agents", "Operators/Tasks", "tasks know hosts, hosts do not know tasks")]
    [InlineData("Gateway", "Operators/Agents", "Operators/Access", "tokens know hosts, hosts do not know tokens")]
    [InlineData("Gateway", "Operators/Tasks", "Operators/Logs", "logs know tasks, tasks do not know logs")]
    [InlineData("Gateway", "Operators/Tasks", "Operators/Access", "the trail's handle is of Access")]
    [InlineData("Cli", "Access", "Hosts", "areas do not know each other")]
    [InlineData("Cli", "Access", "Tasks", "areas do not know each other")]
    [InlineData("Cli", "Access", "Logs", "areas do not know each other")]
    [InlineData("Cli", "Hosts", "Access", "areas do not know each other")]
    [InlineData("Cli", "Hosts", "Tasks", "areas do not know each other")]
    [InlineData("Cli", "Hosts", "Logs", "areas do not know each other")]
    [InlineData("Cli", "Jobs", "Access", "areas do not know each other")]
    [InlineData("Cli", "Jobs", "Hosts", "areas do not know each other")]
    [InlineData("Cli", "Schedules", "Access", "areas do not know each other")]
    [InlineData("Cli", "Schedules", "Hosts", "areas do not know each other")]
    [InlineData("Cli", "Secrets", "Access", "areas do not know each other")]
    [InlineData("Cli", "Secrets", "Hosts", "areas do not know each other")]
    [InlineData("Gateway", "Secrets", "Operators", "what seals knows nothing of who asks")]
    [InlineData("Cli", "Terraform", "Access", "areas do not know each other")]
    [InlineData("Cli", "Terraform", "Hosts", "areas do not know each other")]
    [InlineData("Cli", "Tasks", "Access", "areas do not know each other")]
    [InlineData("Cli", "Tasks", "Hosts", "areas do not know each other")]
    [InlineData("Cli", "Logs", "Access", "areas do not know each other")]
    [InlineData("Cli", "Logs", "Hosts", "areas do not know each other")]
    public void RoomDoesNotKnow(string project, string room, string other, string because, string? except = null)
    {
        var wrong = Rooms.UsesIn(project)
            .Where(use => IsIn(use.Key.From, room) && IsIn(use.Key.To, other) && !string.Equals(use.Key.From, except, StringComparison.Ordinal))
            .Select(use => $"{use.Key.From} knows {use.Key.To} ({use.Value})").ToList();

        Assert.True(wrong.Count == 0, $"In {project} {string.Join("; ", wrong)}, but {because}.");
    }

    /// <summary>What is inside a room is a part of it: its outermost folder puts them together.</summary>
    private static bool IsInside(string one, string other) => IsIn(one, other) || IsIn(other, one);

    private static bool IsIn(string room, string outer) => outer.Length == 0 || string.Equals(room, outer, StringComparison.Ordinal) || room.StartsWith(outer + "/", StringComparison.Ordinal);
}

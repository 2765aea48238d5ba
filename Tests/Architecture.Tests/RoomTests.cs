namespace OrleansOps.Architecture;

/// <summary>Which folder may know which: a reader of one should not need all the others.</summary>
public sealed class RoomTests
{
    [Theory]
    [InlineData("Api")]
    [InlineData("Cli")]
    [InlineData("Gateway")]
    [InlineData("Grains")]
    [InlineData("Grains.Interfaces", "Agents and Logs")]   // a batch names the socket that it came from, and that is told how far the log is stored
    [InlineData("HostAgent")]
    [InlineData("Platform")]
    [InlineData("Protocol")]
    [InlineData("Silo")]
    [InlineData("Transport")]
    public void NoTwoRoomsKnowEachOther(string project, string? except = null)
    {
        var uses = Rooms.UsesIn(project);
        var both = uses.Keys
            .Where(use => string.CompareOrdinal(use.From, use.To) < 0 && uses.ContainsKey((use.To, use.From)) && !IsInside(use.From, use.To))
            .ToLookup(use => $"{use.From} and {use.To}", use => $"{uses[use]}; {uses[(use.To, use.From)]}", StringComparer.Ordinal);
        var wrong = both.Where(pair => !string.Equals(pair.Key, except, StringComparison.Ordinal)).Select(pair => $"{pair.Key} ({string.Join("; ", pair)})").ToList();

        Assert.True(wrong.Count == 0, $"In {project} know each other: {string.Join("; ", wrong)}.");
        Assert.True(except is null || both.Contains(except), $"In {project} {except} no longer know each other, so they are no exception.");
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
    [InlineData("Cli", "Locks", "Access", "areas do not know each other")]
    [InlineData("Cli", "Locks", "Hosts", "areas do not know each other")]
    [InlineData("Cli", "Secrets", "Access", "areas do not know each other")]
    [InlineData("Cli", "Secrets", "Hosts", "areas do not know each other")]
    [InlineData("Gateway", "Secrets", "Operators", "what seals knows nothing of who asks")]
    [InlineData("Cli", "Terraform", "Access", "areas do not know each other")]
    [InlineData("Cli", "Terraform", "Hosts", "areas do not know each other")]
    [InlineData("Cli", "Run", "Access", "areas do not know each other")]
    [InlineData("Cli", "Run", "Hosts", "areas do not know each other")]
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

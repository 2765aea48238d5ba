using OrleansOps.Agents;

namespace OrleansOps.Jobs;

public sealed class HostExpressionTests
{
    private static readonly AgentView Web = Host("web-1", ("role", "web"), ("zone", "eu-1"), ("rack", "a b"));
    private static readonly AgentView Database = Host("db-1", ("role", "db"), ("zone", "us-1"));
    private static readonly AgentView Bare = Host("bare") with { Presence = AgentPresence.Offline, Draining = true };

    [Theory]
    [InlineData("all", "web-1 db-1 bare")]
    [InlineData("role=web", "web-1")]
    [InlineData("role!=web", "db-1 bare")]
    [InlineData("role=web and zone!=us-1", "web-1")]
    [InlineData("role in (web, db)", "web-1 db-1")]
    [InlineData("role not in (web)", "db-1 bare")]
    [InlineData("label=role", "web-1 db-1")]
    [InlineData("not label=role", "bare")]
    [InlineData("label=r*", "web-1 db-1")]
    [InlineData("name=*-1", "web-1 db-1")]
    [InlineData("name=*e*", "web-1 bare")]
    [InlineData("id=id-of-bare", "bare")]
    [InlineData("state=online", "web-1 db-1")]
    [InlineData("state in (offline,draining)", "bare")]
    [InlineData("rack=\"a b\"", "web-1")]
    [InlineData("role=web or role=db and zone=eu-1", "web-1")]
    [InlineData("(role=web or role=db) and zone=us-1", "db-1")]
    [InlineData("not (role=web or role=db)", "bare")]
    [InlineData("not role=web and not role=db", "bare")]
    [InlineData("  role = web  ", "web-1")]
    [InlineData("role=web and\nzone=eu-1", "web-1")]
    public void Parse_AnExpression_ChoosesWhatItSays(string text, string chosen)
    {
        var (chooses, wrong) = HostExpression.Parse(text);

        Assert.Null(wrong);
        Assert.Equal(chosen, string.Join(' ', ((AgentView[])[Web, Database, Bare]).Where(chooses!).Select(host => host.Name)));
    }

    [Theory]
    [InlineData("", "at its end")]
    [InlineData("role", "after 'role' there must be =")]
    [InlineData("role=", "a value is missing at its end")]
    [InlineData("role=web zone=eu", "'zone' at character 10")]
    [InlineData("role=web and", "at its end")]
    [InlineData("(role=web", "')' is missing at its end")]
    [InlineData("role=web)", "')' at character 9")]
    [InlineData("role in web", "'(' is missing before character 9")]
    [InlineData("role in ()", "a value is missing before character 10")]
    [InlineData("role=\"web", "the quote at character 6 is not closed")]
    [InlineData("role=a&b", "the character at 7")]
    [InlineData("state=asleep", "a state is online, offline or draining")]
    [InlineData("=web", "is missing before character 1")]
    public void Parse_WhatIsNone_IsNamedWithItsPlace(string text, string named)
    {
        var (chooses, wrong) = HostExpression.Parse(text);

        Assert.Null(chooses);
        Assert.Contains(named, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NestedTooDeep_IsRefused()
    {
        Assert.NotNull(HostExpression.Parse($"{new string('(', 49)}all{new string(')', 49)}").Chooses);
        Assert.Contains("more than 50 deep", HostExpression.Parse($"{new string('(', 2_000)}all").Wrong, StringComparison.Ordinal);
    }

    private static AgentView Host(string name, params (string Key, string Value)[] labels) => new()
    {
        Id = $"id-of-{name}",
        Name = name,
        Presence = AgentPresence.Online,
        Labels = labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal),
        EnrolledAt = DateTimeOffset.UnixEpoch,
    };
}

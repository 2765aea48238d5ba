namespace OrleansOps.Cli.Tests;

public sealed class RunTargetTests
{
    [Theory]
    [InlineData("web-1", "web-1", null)]
    [InlineData("rack 7, left", "rack 7| left", null)]   // names may have blanks
    [InlineData("web-1,web-2", "web-1|web-2", null)]
    [InlineData("all", null, "all")]
    [InlineData("role=web", null, "role=web")]
    [InlineData("role!=web", null, "role!=web")]
    [InlineData("role in (web,db)", null, "role in (web,db)")]
    [InlineData("not (all)", null, "not (all)")]
    public void HostsAreToldFromExpressions(string on, string? names, string? expression)
    {
        var target = RunTarget.Parse(on);

        Assert.Equal(names?.Split('|'), target.Names);
        Assert.Equal(expression, target.Expression);
    }

    [Theory]
    [InlineData("web-1", "web-1")]
    [InlineData("web-1,web-2", null)]
    [InlineData("all", null)]
    public void OneNameIsOneHost(string on, string? host) => Assert.Equal(host, RunTarget.Parse(on).OneHost);

    [Theory]
    [InlineData("")]
    [InlineData(",web-1")]
    [InlineData("web-1,,web-2")]
    public void AnEmptyNameIsRefused(string on) => Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(() => RunTarget.Parse(on)).ExitCode);
}

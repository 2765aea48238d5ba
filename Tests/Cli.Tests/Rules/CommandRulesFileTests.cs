namespace OrleansOps.Cli.Tests;

public sealed class CommandRulesFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rules:\n  - {name: a, expression: 'x y', action: block, on: role=web, message: No.}\n", null)]
    [InlineData("version: 7\nrules:\n- name: a\n  expression: x y\n  action: block\n  on: role=web\n  message: No.\nby: anna\n", 7L)]
    [InlineData("""{"version":7,"rules":[{"name":"a","expression":"x y","action":"block","on":"role=web","message":"No."}]}""", 7L)]
    public async Task RulesAreRead(string text, long? expected)
    {
        var (version, rules) = await CommandRulesFile.Read(_folder.Write("rules.yaml", text), CancellationToken.None);

        Assert.Equal(expected, version);
        Assert.Equal(new PutCommandRule("a", "x y", "role=web", "block", "No."), Assert.Single(rules));
    }

    [Theory]
    [InlineData("", "line 1: It begins with 'rules:'")]
    [InlineData("rules: x\n", "line 1: 'rules' is a list.")]
    [InlineData("rules:\n- name: a\n  pattern: x\n", "line 3: A rule has no 'pattern'")]
    [InlineData("rules: []\nother: x\n", "line 2: 'other' has no place here")]
    [InlineData("version: new\nrules: []\n", "line 1: 'version' is a whole number.")]
    [InlineData("rules:\n- a\n", "line 2: A rule has fields")]
    [InlineData("rules: [\n", "This is no YAML")]
    public async Task WhatIsNone_IsSaidWithItsLine(string text, string expected)
    {
        var refused = await Assert.ThrowsAsync<CliException>(() => CommandRulesFile.Read(_folder.Write("rules.yaml", text), CancellationToken.None));

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains(expected, refused.Title, StringComparison.Ordinal);
    }
}

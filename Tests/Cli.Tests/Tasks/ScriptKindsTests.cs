using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class ScriptKindsTests
{
    [Theory]
    [InlineData("x.sh", "echo", "shell")]
    [InlineData("x", "", "shell")]
    [InlineData("x.py", "print()", "python")]
    [InlineData("x.bash", "echo", "bash")]
    [InlineData("x.py", "#!/bin/sh\n", "shell")]
    [InlineData("x", "#!/bin/bash", "bash")]
    [InlineData("x", "#!/usr/bin/env bash\n", "bash")]
    [InlineData("x", "#! /usr/bin/env -S FOO=1 python3 -u\n", "python")]
    [InlineData("x", "#!/usr/local/bin/python3.12\r\n", "python")]
    [InlineData("x", "#!/bin/dash -e\n", "shell")]
    [InlineData("x", "\ufeff#!/usr/bin/env python3\n", "python")]
    [InlineData("x.py", "\ufeffprint()\n", "python")]
    public void Guess_FirstLineThenName(string path, string script, string kind) =>
        Assert.Equal(kind, ScriptKinds.Guess(path, Encoding.UTF8.GetBytes(script)));

    [Theory]
    [InlineData("#!/usr/bin/perl\n", "perl")]
    [InlineData("#!/usr/bin/env node\n", "node")]
    [InlineData("#!/usr/bin/pythonista\n", "pythonista")]
    public void Guess_OthersAreNamed(string script, string program)
    {
        var failure = Assert.Throws<CliException>(() => ScriptKinds.Guess("x", Encoding.UTF8.GetBytes(script)));

        Assert.Contains($"asks for \"{program}\"", failure.Title, StringComparison.Ordinal);
        Assert.Contains($"-- {program} -", failure.Hint, StringComparison.Ordinal);
    }
}

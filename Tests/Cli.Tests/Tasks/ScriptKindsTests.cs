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
    [InlineData("x", "#!/usr/bin/perl -w\n", "perl")]
    [InlineData("x", "#!/usr/bin/env node\n", "node")]
    [InlineData("x.rb", "#!/usr/bin/env ruby\n", "auto")]
    [InlineData("x", "#!/usr/bin/pythonista\n", "auto")]
    [InlineData("x.pl", "", "perl")]
    [InlineData("x.mjs", "", "node")]
    [InlineData("x.go", "package main", "go")]
    [InlineData("x.ps1", "", "powershell")]
    [InlineData("x.cmd", "", "cmd")]
    [InlineData("x.bat", "", "cmd")]
    [InlineData("x.javascript.txt", "", "shell")]
    public void Guess_EveryKind_AndAutoForOthers(string path, string script, string kind) =>
        Assert.Equal(kind, ScriptKinds.Guess(path, Encoding.UTF8.GetBytes(script)));

    [Theory]
    [InlineData("sh", "shell")]
    [InlineData("py", "python")]
    [InlineData("js", "node")]
    [InlineData("javascript", "node")]
    [InlineData("golang", "go")]
    [InlineData("perl", "perl")]
    public void Of_OtherNames(string said, string kind)
    {
        Assert.Contains(said, ScriptKinds.All);
        Assert.Equal(kind, ScriptKinds.Of(said));
    }
}

using System.Text;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class InterpretersTests
{
    [Theory]
    [InlineData(TaskKind.Shell, "/bin/sh S a b")]
    [InlineData(TaskKind.Auto, "/bin/sh S a b")]
    [InlineData(TaskKind.Bash, "bash S a b")]
    [InlineData(TaskKind.Python, "python3 -u S a b")]
    [InlineData(TaskKind.Perl, "perl S a b")]
    [InlineData(TaskKind.Node, "node S.js a b")]
    [InlineData(TaskKind.Go, "go run S.go a b")]
    [InlineData(TaskKind.Powershell, "pwsh -NoLogo -NoProfile -NonInteractive -File S.ps1 a b")]
    [InlineData(TaskKind.Pwsh, "pwsh -NoLogo -NoProfile -NonInteractive -File S.ps1 a b")]
    public void Command_OnLinux(TaskKind kind, string expected) => Assert.Equal(expected, Called(kind, "x", onWindows: false));

    [Theory]
    [InlineData(TaskKind.Shell, "cmd.exe /d /c S.cmd a b")]
    [InlineData(TaskKind.Cmd, "cmd.exe /d /c S.cmd a b")]
    [InlineData(TaskKind.Auto, "cmd.exe /d /c S.cmd a b")]
    [InlineData(TaskKind.Powershell, "powershell.exe -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File S.ps1 a b")]
    [InlineData(TaskKind.Pwsh, "pwsh.exe -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File S.ps1 a b")]
    [InlineData(TaskKind.Python, "python.exe -u S a b")]
    [InlineData(TaskKind.Go, "go.exe run S.go a b")]
    public void Command_OnWindows_WhereNoFirstLineRunsAnything(TaskKind kind, string expected) => Assert.Equal(expected, Called(kind, "#!/bin/sh\n", onWindows: true));

    [Theory]
    [InlineData(TaskKind.Auto, "#!/usr/bin/ruby -w\n", "/usr/bin/ruby -w S a b")]
    [InlineData(TaskKind.Node, "#!/usr/bin/env node\n", "/usr/bin/env node S.js a b")]
    public void Command_AsTheFirstLineSays(TaskKind kind, string script, string expected) => Assert.Equal(expected, Called(kind, script, onWindows: false));

    [Theory]
    [InlineData("#!/usr/bin/env no-such-thing\n", "no-such-thing")]
    [InlineData("#!/usr/bin/env -S X=1 no-such-thing -w\n", "no-such-thing")]
    [InlineData("#!/usr/bin/env sh\n", null)]
    [InlineData("#!/bin/sh\n", null)]
    [InlineData("#!/no/such/thing\n", null)]
    [InlineData("true", null)]
    public void Missing_WhatEnvWouldNotFind(string script, string? expected) =>
        Assert.Equal(expected, Interpreters.Missing(Some.Script("t", script, TaskKind.Auto), "/usr/bin:/bin"));

    private static string Called(TaskKind kind, string script, bool onWindows)
    {
        var order = Some.Script("t", script, kind) with { Argv = ["a", "b"], Script = Encoding.UTF8.GetBytes(script) };
        return string.Join(' ', Interpreters.Command(order, "S" + Interpreters.Ending(order, onWindows), onWindows));
    }
}

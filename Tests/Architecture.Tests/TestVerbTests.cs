using System.Diagnostics;

namespace OrleansOps.Architecture;

/// <summary>What <c>./ops test</c> says at its end, where <c>dotnet</c> is one that answers as it is told.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class TestVerbTests : IDisposable
{
    private const string DotNet =
        """
        #!/usr/bin/env bash
        [ "$1" = test ] || exit "${BUILD_STATUS:-0}"
        name=$(basename "$2" .csproj)
        while [ "$1" != --results-directory ]; do shift; done
        [ ! -f "$ANSWERS/$name.trx" ] || cp "$ANSWERS/$name.trx" "$2/"
        cat "$ANSWERS/$name.log"
        exit "$(cat "$ANSWERS/$name.status")"
        """;

    private readonly DirectoryInfo _tree = Directory.CreateTempSubdirectory("ops-verb-");

    public TestVerbTests()
    {
        foreach (var script in Repository.Files.Where(file => file.StartsWith("ops.d/", StringComparison.Ordinal)))
        {
            Write(script, Repository.Read(script));
        }

        Write("bin/dotnet", DotNet);
        foreach (var command in new[] { "redis-server", "prometheus", "cc", "python3", "lynis", "node", "npm", "chromium", "curl", "jq", "openssl", "kubectl", "zsh", "fish" })
        {
            Write($"bin/{command}", "");   // they are not asked
        }
    }

    public void Dispose() => _tree.Delete(recursive: true);

    [Fact]
    public void WhatPassedIsCounted()
    {
        Project("One.Tests", status: 0, total: 3, passed: 3);
        Project("Two.Tests", status: 0, total: 4, passed: 4);

        var (code, said, _) = Run();

        Assert.Equal((0, "7 passed, 0 failed"), (code, said[^1]));
    }

    [Fact]
    public void AProjectThatRanNoTestHasFailed()
    {
        Project("One.Tests", status: 0, total: 3, passed: 3);
        Project("Empty.Tests", status: 0, total: 0, passed: 0);

        var (code, said, _) = Run();

        Assert.Equal((1, "3 passed, 1 failed"), (code, said[^1]));
        Assert.Contains(said, line => line.StartsWith("Empty.Tests", StringComparison.Ordinal) && line.EndsWith(" ran no test", StringComparison.Ordinal));
    }

    [Fact]
    public void AProjectWithoutATestOfTheWantedNameHasNotFailed()
    {
        Project("One.Tests", status: 0, total: 3, passed: 3);
        Project("Empty.Tests", status: 0, total: 0, passed: 0);

        var (code, said, _) = Run("SomeName");

        Assert.Equal((0, "3 passed, 0 failed"), (code, said[^1]));
    }

    [Fact]
    public void WhatHangsIsNamed()
    {
        const string Log =
            """
            Test Run Aborted.

            The active Test Run was aborted because the host process exited unexpectedly.
            The tests running when the crash occurred: 
            OrleansOps.Tasks.WhenItHangs.ForEver
            OrleansOps.Tasks.WhenItHangs.AndEver

            This test may, or may not be the source of the crash.
            """;
        Project("Hanging.Tests", status: 1, total: 3, passed: 3, Log);

        var (code, said, _) = Run();

        Assert.Equal((1, "3 passed, 1 failed"), (code, said[^1]));
        Assert.Equal(["OrleansOps.Tasks.WhenItHangs.ForEver", "OrleansOps.Tasks.WhenItHangs.AndEver"], said.Where(line => line.Contains("WhenItHangs", StringComparison.Ordinal)).Select(line => line.Trim()));
    }

    [Fact]
    public void WhatFailedIsCountedAndShown()
    {
        Project("Red.Tests", status: 1, total: 3, passed: 1, "  Failed OrleansOps.Tasks.WhenItFails.Twice [1 s]");

        var (code, said, errors) = Run();

        Assert.Equal((1, "1 passed, 2 failed"), (code, said[^1]));
        Assert.Contains("WhenItFails.Twice", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AProjectThatLeavesNoResultHasFailed()
    {
        Project("One.Tests", status: 0, total: 3, passed: 3);
        Project("Gone.Tests", status: 137, total: 0, passed: 0);
        File.Delete(Path.Combine(_tree.FullName, "answers/Gone.Tests.trx"));

        var (code, said, _) = Run();

        Assert.Equal((1, "3 passed, 1 failed"), (code, said[^1]));
    }

    [Fact]
    public void ABuildThatFailsEndsWithTheCountToo()
    {
        Project("One.Tests", status: 0, total: 3, passed: 3);

        var (code, said, errors) = Run(buildStatus: 1);

        Assert.Equal((1, "0 passed, 1 failed"), (code, said[^1]));
        Assert.Contains("failed: dotnet build", errors, StringComparison.Ordinal);
    }

    private void Project(string name, int status, int total, int passed, string log = "")
    {
        Write($"Tests/{name}/{name}.csproj", """<PackageReference Include="Microsoft.NET.Test.Sdk" />""");
        Write($"answers/{name}.log", log);
        Write($"answers/{name}.status", $"{status}");
        Write($"answers/{name}.trx", $"""<TestRun><ResultSummary><Counters total="{total}" executed="{total}" passed="{passed}" failed="{total - passed}" passedButRunAborted="0" /></ResultSummary></TestRun>""");
    }

    private (int Code, string[] Said, string Errors) Run(string? filter = null, int buildStatus = 0)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = _tree.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("ops.d/test.sh");
        if (filter is not null)
        {
            start.ArgumentList.Add(filter);
        }

        start.Environment["PATH"] = $"{_tree.FullName}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["ANSWERS"] = $"{_tree.FullName}/answers";
        start.Environment["BUILD_STATUS"] = $"{buildStatus}";
        start.Environment["OPS_STATE"] = $"{_tree.FullName}/.ops";
        using var test = Process.Start(start)!;
        var errors = test.StandardError.ReadToEndAsync();
        var said = test.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        test.WaitForExit();
        return (test.ExitCode, said, errors.GetAwaiter().GetResult());
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_tree.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class OrderRulesTests
{
    private static readonly RunTask Good = Some.Script("t1", "true");

    public static TheoryData<string, RunTask> Bad => new()
    {
        { "taskId", Good with { TaskId = "../x" } },
        { "taskId", Good with { TaskId = "a/b" } },
        { "taskId", Good with { TaskId = "" } },
        { "taskId", Good with { TaskId = "a\n" } },
        { "taskId", Good with { TaskId = new string('a', 65) } },
        { "taskId", Good with { TaskId = null! } },
        { "attempt", Good with { Attempt = 0 } },
        { "kind 99", Good with { Kind = (TaskKind)99 } },
        { "run on Windows, and this host runs Linux", Good with { Kind = TaskKind.Cmd } },
        { "timeoutMs", Good with { TimeoutMs = 0 } },
        { "grace", Good with { Grace = new CancelGrace(-1, 0) } },
        { "logCapBytes must be 65536 to 68719476736", Good with { LogCapBytes = Limits.LowestLogCapBytes - 1 } },
        { "tty must be 1 to 1000", Good with { Tty = new TerminalSize(0, 24) } },
        { "tty must be 1 to 1000", Good with { Tty = new TerminalSize(80, 1_001) } },
        { "logCapBytes", Good with { LogCapBytes = Limits.HighestLogCapBytes + 1 } },
        { "script is missing", Good with { Script = null } },
        { "131073 bytes; the limit is 131072", Good with { Script = new byte[Limits.ScriptBytes + 1] } },
        { "stdin has", Good with { Stdin = new byte[Limits.StdinBytes + 1] } },
        { "argv is empty", Good with { Kind = TaskKind.Argv } },
        { "argv[0]", Good with { Kind = TaskKind.Argv, Argv = [""] } },
        { "argv holds a NUL", Good with { Argv = ["a\0b"] } },
        { "argv has 1001 elements", Good with { Argv = [.. Enumerable.Repeat("x", 1_001)] } },
        { "argv has 65537 bytes", Good with { Argv = [new string('x', Limits.ArgumentBytes + 1)] } },
        { "secrets has no variable 'A'", Good with { SecretFiles = ["A"] } },
        { "secrets has no variable '../x'", Good with { Secrets = new Dictionary<string, string> { ["A"] = "value" }, SecretFiles = ["A", "../x"] } },
        { "secrets has no variable ''", Good with { Secrets = new Dictionary<string, string> { ["A"] = "value" }, SecretFiles = [null!] } },
        { "has a variable twice", Good with { Secrets = new Dictionary<string, string> { ["A"] = "value" }, SecretFiles = ["A", "A"] } },
        { "has 256 characters; the limit is 255", Good with { Secrets = new Dictionary<string, string> { [new string('A', 256)] = "value" }, SecretFiles = [new string('A', 256)] } },
        { "for tasks that run something", Put() with { Secrets = new Dictionary<string, string> { ["A"] = "value" }, SecretFiles = ["A"] } },
        { "is no variable of the task", Good with { Artifacts = new FileCollection(["a"], Recursive: true, MostBytes: 1, KeepSeconds: null, BytesPerSecond: null), Secrets = new Dictionary<string, string> { [FileDelivery.TokenSecret] = "value" }, SecretFiles = [FileDelivery.TokenSecret] } },
        { "file is missing", Put() with { File = null } },
        { "file is for tasks of kind file", Good with { File = new FileDelivery("/a", Content: []) } },
        { "has no script, argv, stdin", Put() with { Argv = ["a"] } },
        { "has no script, argv, stdin", Put() with { Stdin = [1] } },
        { "absolute path without '..'", Put(file => file with { Path = "a" }) },
        { "absolute path without '..'", Put(file => file with { Path = "/a/../b" }) },
        { "absolute path without '..'", Put(file => file with { Path = "/a\0b" }) },
        { "absolute path without '..'", Put(file => file with { Path = "/" + new string('a', Limits.FileNameBytes + 1) }) },
        { "a name and no path", Put(file => file with { Name = "a/b" }) },
        { "a name and no path", Put(file => file with { Name = ".." }) },
        { "one of content, storedId and url", Put(file => file with { Content = null }) },
        { "one of content, storedId and url", Put(file => file with { Url = "http://a" }) },
        { "131073 bytes; the limit is 131072", Put(file => file with { Content = new byte[Limits.FileBytes + 1] }) },
        { "64 lower-case", Put(file => file with { Sha256 = new string('A', 64) }) },
        { "64 lower-case", Put(file => file with { Content = null, StoredId = "../x" }) },
        { "without the token", Put(file => file with { Content = null, StoredId = new string('a', 64) }) },
        { "http or https", Put(file => file with { Content = null, Url = "file:///etc/passwd" }) },
        { "are for file.url", Put(file => file with { Headers = ["A"] }) },
        { "without a name or a value", Put(file => file with { Content = null, Url = "http://a", Headers = ["A"] }) },
        { "sizeBytes", Put(file => file with { SizeBytes = -1 }) },
        { "mostBytes", Put(file => file with { MostBytes = 0 }) },
        { "bytesPerSecond", Put(file => file with { BytesPerSecond = 1 }) },
        { "mode must be", Put(file => file with { Mode = 0x1000 }) },
        { "not known to this agent", Put(file => file with { IfExists = (FileConflict)9 }) },
        { "name of a user", Put(file => file with { Owner = "-u" }) },
        { "name of a group", Put(file => file with { Group = "a b" }) },
        { "'OPS_FILE_TOKEN' is set by the agent", Good with { Secrets = new Dictionary<string, string> { [FileDelivery.TokenSecret] = "secret" } } },
        { "collect is missing", Bring() with { Collect = null } },
        { "collect is for tasks of kind collect", Good with { Collect = new FileCollection(["/a"]) } },
        { "has no script, argv, stdin", Bring() with { Argv = ["a"] } },
        { "1 to 100 paths", Bring([]) },
        { "1 to 100 paths", Bring([.. Enumerable.Repeat("/a", 101)]) },
        { "absolute paths without '..'", Bring(["/a", "b"]) },
        { "absolute paths without '..'", Bring(["/a/../b"]) },
        { "absolute paths without '..'", Bring([null!]) },
        { "collect.mostBytes", Bring() with { Collect = new FileCollection(["/a"], MostBytes: 0) } },
        { "collect.bytesPerSecond", Bring() with { Collect = new FileCollection(["/a"], BytesPerSecond: 1) } },
        { "without the token", Bring() with { Secrets = null } },
        { "'A=B' is no name", Env("A=B", "x") },
        { "'' is no name", Env("", "x") },
        { "'1A' is no name", Env("1A", "x") },
        { "'A?B' is no name", Env("A\nB", "x") },
        { "'OPS_TASK_ID' is set by the agent", Env("OPS_TASK_ID", "x") },
        { "the value of 'A' holds a NUL", Env("A", "x\0y") },
        { "env has 65537 bytes", Env("A", new string('x', Limits.ArgumentBytes)) },
        { "env has 201 variables", Good with { Env = Enumerable.Range(0, 201).ToDictionary(i => $"V{i}", _ => "") } },
        { "absolute path", Good with { WorkingDirectory = "../../etc" } },
        { "workingDirectory has 1025", Good with { WorkingDirectory = "/" + new string('x', Limits.PathLength) } },
        { "workingDirectory holds a NUL", Good with { WorkingDirectory = "/a\0b" } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Refusal_NamesTheFieldAndItsLimit(string expected, RunTask order)
    {
        var refused = OrderRules.Refusal(order, TestGateway.AgentId);

        Assert.Equal(RefusalCode.Invalid, refused!.Code);
        Assert.Contains(expected, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_AnotherAgentsOrder() =>
        Assert.Equal(RefusalCode.NotForMe, OrderRules.Refusal(Good with { AgentId = "other" }, TestGateway.AgentId)!.Code);

    [Fact]
    public void Refusal_AtEveryLimit_IsNone() => Assert.Null(OrderRules.Refusal(
        Good with
        {
            TaskId = new string('a', 64),
            Script = new byte[Limits.ScriptBytes],
            Stdin = new byte[Limits.StdinBytes],
            Argv = [.. Enumerable.Repeat("x", Limits.ArgumentCount)],
            Env = new Dictionary<string, string> { ["LD_PRELOAD"] = "/x.so", ["_a1"] = new string('x', 1_000) },
            WorkingDirectory = "/" + new string('x', Limits.PathLength - 1),
        },
        TestGateway.AgentId));

    [Fact]
    public void Complete_WhatAPeerLeftOut_IsEmpty()
    {
        var order = OrderRules.Complete(Good with { Argv = null!, Env = null!, Grace = null!, LogCapBytes = 0 });

        Assert.Empty(order.Argv);
        Assert.Empty(order.Env);
        Assert.Equal(CancelGrace.Default, order.Grace);
        Assert.Equal(Limits.LogCapBytes, order.LogCapBytes);
    }

    private static RunTask Bring(string[]? paths = null) => Good with
    {
        Kind = TaskKind.Collect,
        Script = null,
        Collect = new FileCollection(paths ?? ["/a"]),
        Secrets = new Dictionary<string, string> { [FileDelivery.TokenSecret] = "token" },
    };

    private static RunTask Put(Func<FileDelivery, FileDelivery>? change = null)
    {
        var file = new FileDelivery("/tmp/a", Content: []);
        return Good with { Kind = TaskKind.File, Script = null, File = change?.Invoke(file) ?? file };
    }

    [Fact]
    public void Refusal_AFileForAnotherUser_OnlyFromAnAgentOfRoot()
    {
        var order = Put(file => file with { Owner = "daemon" });

        Assert.Null(OrderRules.Refusal(order, TestGateway.AgentId));
        Assert.Contains("only an agent of root can give a file to user 'daemon'", OrderRules.Refusal(order, TestGateway.AgentId, "ops")!.Reason, StringComparison.Ordinal);
        Assert.Null(OrderRules.Refusal(order, TestGateway.AgentId, "daemon"));
    }

    private static RunTask Env(string name, string value) => Good with { Env = new Dictionary<string, string> { [name] = value } };
}

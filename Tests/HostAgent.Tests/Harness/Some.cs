using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>Orders for tests.</summary>
internal static class Some
{
    public static RunTask Script(string id, string script, TaskKind kind = TaskKind.Shell) => Order(id) with
    {
        Kind = kind,
        Script = Encoding.UTF8.GetBytes(script),
    };

    public static RunTask Command(string id, params string[] argv) => Order(id) with { Kind = TaskKind.Argv, Argv = argv };

    private static RunTask Order(string id) => new(
        id,
        1,
        TestGateway.AgentId,
        TaskKind.Shell,
        null,
        [],
        new Dictionary<string, string>(),
        null,
        null,
        600_000,
        new CancelGrace(300, 300));
}

using System.Runtime.CompilerServices;
using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests;

/// <summary>
/// The supervisor's program, installed once and before any test runs: while it is written, a process that another test starts would
/// hold it open, and Linux executes no file that is open for writing.
/// </summary>
internal static class Supervisor
{
    private static readonly TemporaryDirectory Directory = new();

    public static string Path { get; private set; } = "";

    [ModuleInitializer]
    internal static void Install()
    {
        Path = SupervisorProgram.Install(Directory.Path);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Dispose();
    }
}

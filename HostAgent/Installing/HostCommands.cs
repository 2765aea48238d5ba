using System.ComponentModel;
using System.Diagnostics;

namespace OrleansOps.HostAgent.Installing;

/// <summary>Programs of the host that an installation calls.</summary>
internal static class HostCommands
{
    /// <exception cref="AgentStartException">It is not there, or ends with another code than 0.</exception>
    public static void Run(string program, params IReadOnlyList<string> arguments)
    {
        try
        {
            // What it has to say goes where ours goes.
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new AgentStartException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
            }
        }
        catch (Win32Exception failed)
        {
            throw new AgentStartException($"'{program}' cannot be run: {failed.Message}", failed);
        }
    }
}

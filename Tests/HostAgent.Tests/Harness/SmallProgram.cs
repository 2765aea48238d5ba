using System.Diagnostics;

namespace OrleansOps.AgentTests;

/// <summary>A program of some lines of C that does what no other program would. It is ready when it says so, and ends with its input.</summary>
internal sealed class SmallProgram : IAsyncDisposable
{
    private readonly Process _process;

    private SmallProgram(Process process) => _process = process;

    public static async Task<SmallProgram> Start(string source, string directory, params string[] arguments)
    {
        var program = Path.Join(directory, Path.GetFileNameWithoutExtension(source));
        var compiled = await AgentProcess.RunAs("cc", ["-O1", "-o", program, Path.Join(AppContext.BaseDirectory, source)]);
        Assert.True(compiled.ExitCode == 0, compiled.Error);
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        return new SmallProgram(process);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
    }
}

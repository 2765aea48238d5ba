using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OrleansOps.Tests.Gateway.Seeds;

/// <summary>An agent of an older system that shares no code with the gateway: a program in Python or JavaScript, which prints what happens to it.</summary>
internal class SeedProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<JsonObject> _said = Channel.CreateUnbounded<JsonObject>();
    private readonly List<JsonObject> _all = [];
    private readonly Task _reading;
    private readonly Task<string> _complaints;

    protected SeedProgram(string program, params IEnumerable<string> arguments)
    {
        var (interpreter, options) = program.EndsWith(".mjs", StringComparison.Ordinal) ? ("node", (string[])["--experimental-websocket", "--no-warnings"]) : ("/usr/bin/python3", []);
        _process = Process.Start(new ProcessStartInfo(interpreter, [.. options, Path.Combine(AppContext.BaseDirectory, "Seeds", program), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _complaints = _process.StandardError.ReadToEndAsync();
        _reading = Read();
    }

    public int ProcessId => _process.Id;

    /// <summary>Everything that it has printed so far.</summary>
    public IReadOnlyList<JsonObject> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public Task Say(object message) => Order(new { say = message as string ?? JsonSerializer.Serialize(message) });

    public async Task Order(object order)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The next message of a kind; others are passed over.</summary>
    public async Task<JsonObject> Came(string type) =>
        (await Next(said => said["came"]?["type"]?.GetValue<string>() == type, $"the agent is sent {type}"))["came"]!.AsObject();

    public async Task<int> Closed() => (await Next(said => said.ContainsKey("closed"), "the connection is closed"))["closed"]!.GetValue<int>();

    /// <summary>The next thing that it prints of this kind; what comes before is passed over.</summary>
    public async Task<JsonObject> Next(Func<JsonObject, bool> wanted, string expected)
    {
        while (true)
        {
            JsonObject said;
            try
            {
                said = await _said.Reader.ReadAsync().AsTask().Within(expected);
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"Expected: {expected}. It said: {string.Join(" ", All.TakeLast(10).Select(one => one.ToJsonString()))}. {(_process.HasExited ? await _complaints : "")}", failed);
            }

            if (wanted(said))
            {
                return said;
            }
        }
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<(int Code, string Complaints)> Exited()
    {
        await _process.WaitForExitAsync().Within("the agent exits");
        return (_process.ExitCode, await _complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonNode.Parse(line)!.AsObject();
            lock (_all)
            {
                _all.Add(said);
            }

            _said.Writer.TryWrite(said);
        }

        _said.Writer.Complete();
    }
}

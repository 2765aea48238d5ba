using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OrleansOps.Tests.Gateway.Seeds.S1;

/// <summary>An agent of S1 that shares no code with the gateway: a Python program, which prints what happens to it.</summary>
internal sealed class S1Program : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<JsonObject> _said = Channel.CreateUnbounded<JsonObject>();
    private readonly List<JsonObject> _all = [];
    private readonly Task _reading;
    private readonly Task<string> _complaints;

    private S1Program(params IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Seeds", "S1", "s1_agent.py"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _complaints = _process.StandardError.ReadToEndAsync();
        _reading = Read();
    }

    /// <summary>Runs tasks, sends everything twice, keeps it until it is acknowledged.</summary>
    public static S1Program Agent(Uri gateway, string token) => new("agent", gateway.GetLeftPart(UriPartial.Authority), token);

    /// <summary>Says what it is told to.</summary>
    public static S1Program Wire() => new("wire");

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

    public async Task<JsonObject> Connect(Uri gateway, string agentId, string? protocol, bool deflate = false)
    {
        await Order(new { connect = $"ws://{gateway.Authority}/ws/agent/{agentId}", protocol, deflate });
        return await Next(said => said.ContainsKey("open") || said.ContainsKey("refused"), "the handshake is answered");
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

    public Task Acknowledged(string messageId) => Next(said => said["came"]?["ack_id"]?.GetValue<string>() == messageId, $"{messageId} is acknowledged");

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

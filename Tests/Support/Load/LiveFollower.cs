using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OrleansOps.Tests.Support;

/// <summary>
/// Follows the log of one task of numbered lines as a page does: when the connection breaks, it comes back and says what it had last. Each line
/// must come once and in order.
/// </summary>
/// <param name="http">Leads to one gateway; without a limit of its own.</param>
/// <param name="task">Its id.</param>
/// <param name="service">Takes how long each line let wait.</param>
/// <param name="complain">Hears what is wrong.</param>
public sealed class LiveFollower(HttpClient http, string task, Service service, Action<string> complain)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromMilliseconds(100);
    private string? _lastId;
    private long _lastLineAt;

    /// <summary>Lines so far.</summary>
    public int Lines { get; private set; }

    public override string ToString() => $"a reader of {task}, {service},";

    /// <summary>Follows until the task is over and its log whole.</summary>
    public async Task Run(CancellationToken abort)
    {
        while (true)
        {
            try
            {
                if (await ReadsToTheEnd(abort))
                {
                    return;
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                // Killed, stopped or cut off: that is what this is about.
            }

            await Task.Delay(ComeBack, TimeProvider.System, abort);
        }
    }

    private async Task<bool> ReadsToTheEnd(CancellationToken abort)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/tasks/{task}/log/follow");
        if (_lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", _lastId);
        }

        using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, abort);
        if (!reply.IsSuccessStatusCode)
        {
            if (reply.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                complain($"{service} of {task} was answered with {(int)reply.StatusCode}: {await reply.Content.ReadAsStringAsync(abort)}");
            }

            return false;
        }

        await using var body = await reply.Content.ReadAsStreamAsync(abort);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(abort))
        {
            if (item.EventType is "end")
            {
                return true;
            }

            if (item.EventType is "log")
            {
                _lastId = item.EventId;
                Take(item.Data);
            }
        }

        return false;
    }

    private void Take(string data)
    {
        using var log = JsonDocument.Parse(data);
        foreach (var record in log.RootElement.GetProperty("records").EnumerateArray())
        {
            Line(record.GetProperty("text").GetString()!.TrimEnd('\n'));
        }
    }

    private void Line(string line)
    {
        Lines++;
        if (!string.Equals(line, string.Create(CultureInfo.InvariantCulture, $"o {Lines}"), StringComparison.Ordinal))
        {
            complain($"{service} of {task} brought '{line}' where 'o {Lines}' should follow");
        }

        var now = TimeProvider.System.GetTimestamp();
        service.Served(_lastLineAt == 0 ? now : _lastLineAt);
        _lastLineAt = now;
    }
}

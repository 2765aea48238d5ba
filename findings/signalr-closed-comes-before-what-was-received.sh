#!/usr/bin/env bash
# Microsoft.AspNetCore.SignalR.Client 10.0.14 against a hub of ASP.NET Core 10, a connection that the server ends in order.
# Guess:  HubConnection.Closed is raised when every call that was received before has been handled: the handlers run one after the other, and closing comes last.
# Seen:   calls are handed to the handlers by a loop of its own, and closing does not wait for it. Closed is raised while a handler is still at work, and the
#         calls that were received behind that one are handled afterwards: a last word ("come back in an hour") may come after the connection's end was
#         dealt with.
# The script prints in which order the three are seen, and fails if that changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.AspNetCore.SignalR.Client" Version="10.0.14" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddSignalR();
var app = builder.Build();
app.MapHub<Words>("/words");
await app.StartAsync();

var seen = new ConcurrentQueue<string>();
var (began, closed, last) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
await using var client = new HubConnectionBuilder().WithUrl(app.Urls.Single() + "/words").Build();
client.On("First", async () =>
{
    began.TrySetResult();
    await Task.WhenAny(closed.Task, Task.Delay(TimeSpan.FromSeconds(20)));   // at work until the connection is closed, or too long
    seen.Enqueue("the first call is done");
});
client.On("Last", () =>
{
    seen.Enqueue("the last call is handled");
    last.TrySetResult();
});
client.Closed += _ =>
{
    seen.Enqueue("closed");
    closed.TrySetResult();
    return Task.CompletedTask;
};
await client.StartAsync();
await client.InvokeAsync("Speak");   // answered after both calls were sent, on the same connection, so both have been received
await began.Task;
await app.StopAsync();
await last.Task.WaitAsync(TimeSpan.FromSeconds(60));
Console.WriteLine(string.Join('\n', seen));

internal sealed class Words : Hub
{
    public async Task Speak()
    {
        await Clients.Caller.SendAsync("First");
        await Clients.Caller.SendAsync("Last");
    }
}
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'closed\nthe first call is done\nthe last call is handled\n' | diff - seen.txt

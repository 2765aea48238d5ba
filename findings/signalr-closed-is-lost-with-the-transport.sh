#!/usr/bin/env bash
# Microsoft.AspNetCore.SignalR.Client 10.0.12: a hub connection over a transport of one's own (IConnectionFactory), whose DisposeAsync throws after
# the server has closed the connection.
# Guess:  Closed is raised all the same, perhaps with that exception: the documentation makes it the place to connect again.
# Seen:   the exception ends the closing half way. Closed is never raised and State stays Connected; only the next call says that the connection is not active.
# The script prints two lines and fails if they change.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.AspNetCore.SignalR.Client" Version="10.0.12" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

// A hub on a plain TCP port; the client's transport is a connection of our own, as IConnectionFactory allows.
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.Services.AddSignalR();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseConnectionHandler<HubConnectionHandler<Quiet>>()));
await using var server = builder.Build();
await server.StartAsync();
var port = new Uri(server.Urls.First()).Port;

foreach (var fails in new[] { false, true })
{
    var services = new HubConnectionBuilder();
    services.Services.AddSingleton<IConnectionFactory>(new Factory(fails));
    services.Services.AddSingleton<EndPoint>(new IPEndPoint(IPAddress.Loopback, port));
    await using var hub = services.Build();
    var closed = new TaskCompletionSource();
    hub.Closed += _ =>
    {
        closed.TrySetResult();
        return Task.CompletedTask;
    };
    await hub.StartAsync();
    _ = hub.SendAsync("Leave");
    var told = await Task.WhenAny(closed.Task, Task.Delay(TimeSpan.FromSeconds(5))) == closed.Task;
    Console.WriteLine($"disposal {(fails ? "fails" : "works")}: Closed {(told ? "was raised" : "was not raised")}, state {hub.State}");
}

public sealed class Quiet : Hub
{
    public void Leave() => Context.Abort();
}

public sealed class Factory(bool fails) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint, cancellationToken);
        return new Connection(new NetworkStream(socket, ownsSocket: true), fails);
    }
}

public sealed class Connection(NetworkStream stream, bool fails) : ConnectionContext
{
    public override string ConnectionId { get; set; } = "one";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; } = new Duplex(PipeReader.Create(stream), PipeWriter.Create(stream));

    public override async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        if (fails)
        {
            throw new IOException("The transport did not end in order.");
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'disposal works: Closed was raised, state Disconnected\ndisposal fails: Closed was not raised, state Connected\n' | diff - seen.txt

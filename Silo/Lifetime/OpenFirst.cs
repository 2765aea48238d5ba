using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansOps.Lifetime;

/// <summary>
/// The web server, opened before everything else and, as always, closed before everything else: so it can say what the rest of the start is
/// waiting for.
/// </summary>
internal sealed class OpenFirst(IHostedService server) : IHostedLifecycleService
{
    public static void In(WebApplicationBuilder builder) => builder.Host.ConfigureContainer<IServiceCollection>(services =>
    {
        // The framework adds it when it builds, after whatever was added before: it is the last.
        var server = services.Last(service => service.ServiceType == typeof(IHostedService));
        services.Remove(server);
        services.AddSingleton<IHostedService>(all => new OpenFirst((IHostedService)ActivatorUtilities.CreateInstance(all, server.ImplementationType!)));
    });

    public Task StartingAsync(CancellationToken cancellationToken) => server.StartAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansOps;
using OrleansOps.Health;

if (SiloComposition.WhyNotAlone is { } reason)
{
    await Console.Error.WriteLineAsync(reason);
    return 2;
}

var builder = Host.CreateApplicationBuilder(args);

builder.Configuration.AddEnvironmentVariables("OPS_");
builder.AddOpsSilo();

var silo = builder.Build();
var store = silo.Services.GetRequiredService<IStoreHealth>();
await silo.RunAsync();
return store.IsLost ? 3 : 0;

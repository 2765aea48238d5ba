using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OrleansOps;

var builder = Host.CreateApplicationBuilder(args);

builder.Configuration.AddEnvironmentVariables("OPS_");
builder.AddOpsSilo();

var silo = builder.Build();
return await silo.RunToItsEnd("ops-silo");

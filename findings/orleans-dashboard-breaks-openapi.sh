#!/usr/bin/env bash
# Microsoft.Orleans.Dashboard 10.4.2 with Microsoft.AspNetCore.OpenApi 10.0.14, in an application that serializes by a source-generated context.
# Guess:  the dashboard is pages for people; it does not appear in the application's API description.
# Seen:   its endpoints enter the description, one of them has a string[] parameter, and the document answers 500 ("JsonTypeInfo metadata for
#         type 'System.String[]' was not provided"). ExcludeFromDescription() on what MapOrleansDashboard returns keeps them out: 200.
# The script prints "described: 500" and "excluded: 200", and fails if either changes.
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
    <JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" />
    <PackageReference Include="Microsoft.Orleans.Dashboard" Version="10.4.2" />
    <PackageReference Include="Microsoft.AspNetCore.OpenApi" Version="10.0.14" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Text.Json.Serialization;
using Orleans.Dashboard;

foreach (var excluded in new[] { false, true })
{
    var builder = WebApplication.CreateBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, Ours.Default));
    builder.Services.AddOpenApi();
    builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering();
        silo.AddDashboard();
    });
    await using var app = builder.Build();
    app.MapGet("/word", () => new Word("hello"));
    app.MapOpenApi();
    var dashboard = app.MapOrleansDashboard(routePrefix: "/dashboard");
    if (excluded)
    {
        dashboard.ExcludeFromDescription();
    }

    await app.StartAsync();
    using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    using var answer = await client.GetAsync("/openapi/v1.json");
    Console.WriteLine($"{(excluded ? "excluded" : "described")}: {(int)answer.StatusCode}");
    await app.StopAsync();
}

internal sealed record Word(string Text);

[JsonSerializable(typeof(Word))]
internal sealed partial class Ours : JsonSerializerContext;
CS

dotnet run -c Release >seen.txt || { cat seen.txt; exit 1; }
cat seen.txt
printf 'described: 500\nexcluded: 200\n' | diff - seen.txt

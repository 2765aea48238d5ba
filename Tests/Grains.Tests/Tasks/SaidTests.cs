using System.Text.Json;

namespace OrleansOps.Tests.Grains.Tasks;

public sealed class SaidTests
{
    [Fact]
    public void ItIsReadAsItWasWritten()
    {
        var said = Said.Of("hostOffline", "It is offline.", ("host", "web \"1\""), ("since", DateTimeOffset.UnixEpoch), ("for", TimeSpan.FromSeconds(1.5)), ("none", null))
            .Because(Said.Of("closed", "it was closed"));

        var read = JsonSerializer.Deserialize<Said>(JsonSerializer.Serialize(said, StoredJson.Options), StoredJson.Options)!;

        Assert.Equal("It is offline.", read.Text);
        Assert.Equal(["hostOffline", "closed"], read.Why.Select(why => why.Code));
        Assert.Equal(
            [new("host", "web \"1\""), new("since", "1970-01-01T00:00:00Z"), new("for", "1.5")],
            read.Why[0].Values);
    }

    [Fact]
    public void WhatWasStoredWithoutCodesIsRead() =>
        Assert.Equal(("It waits.", 0), JsonSerializer.Deserialize<Said>("\"It waits.\"", StoredJson.Options) is { } said ? (said.Text, said.Why.Count) : default);
}

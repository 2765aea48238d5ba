namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about tasks that somebody types into.</summary>
internal static class ShellCalls
{
    public static async Task<long> ReadTyped(this ControlPlane server, string id, CancellationToken cancel) =>
        (await server.Get($"{TaskCalls.Path(id)}/input", CliJson.Default.InputMark, cancel)).Value.Typed;

    public static async Task<long> Type(this ControlPlane server, string id, KeysTyped keys, CancellationToken cancel) =>
        (await server.Send(HttpMethod.Post, $"{TaskCalls.Path(id)}/input", keys, CliJson.Default.KeysTyped, CliJson.Default.InputMark, cancel)).Value.Typed;

    public static Task Resize(this ControlPlane server, string id, TaskTerminal size, CancellationToken cancel) =>
        server.Send(HttpMethod.Put, $"{TaskCalls.Path(id)}/terminal", size, CliJson.Default.TaskTerminal, CliJson.Default.InputMark, cancel);

    /// <summary>What its terminal showed, as an asciicast. The caller disposes the answer.</summary>
    public static Task<HttpResponseMessage> OpenRecording(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Exchange(() => new HttpRequestMessage(HttpMethod.Get, $"{TaskCalls.Path(id)}/recording"), cancel, cancel);
}

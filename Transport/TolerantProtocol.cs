using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace OrleansOps.Transport;

/// <summary>
/// Passes over messages of a kind that this version does not know, because the peer may be newer: they are counted, and what follows them in the
/// same buffer is read at once.
/// </summary>
/// <param name="passedOver">Called for each such message.</param>
/// <param name="called">Called for each call when it is read: before its handler, which may come after the word that the connection is closed.</param>
internal sealed class TolerantProtocol(IHubProtocol known, Action passedOver, Action<InvocationMessage>? called = null) : IHubProtocol
{
    public string Name => known.Name;

    public int Version => known.Version;

    public TransferFormat TransferFormat => known.TransferFormat;

    public bool IsVersionSupported(int version) => known.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => known.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => known.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        while (true)
        {
            var before = input.Length;
            if (known.TryParseMessage(ref input, binder, out message))
            {
                if (message is InvocationMessage call)
                {
                    called?.Invoke(call);
                }

                if (message is InvocationBindingFailureMessage { InvocationId: null })
                {
                    passedOver();   // a method, or arguments, that nobody here knows; nobody waits for an answer
                }

                return true;
            }

            if (input.Length == before)
            {
                return false;   // the rest of it has not come yet
            }

            passedOver();
        }
    }
}

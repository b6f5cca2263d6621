using Kuajie.Client.Interactions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kuajie.Server.Interactions;

/// <summary>Tells in the OpenAPI document that a body is either one event or several: the handler reads it from the network itself.</summary>
internal static class EventBodyDescription
{
    public static async Task AddAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var single = await context.GetOrCreateSchemaAsync(typeof(EventRequest), null, cancellation);
        foreach (var body in operation.RequestBody?.Content?.Values ?? [])
        {
            body.Schema = new OpenApiSchema { OneOf = [body.Schema!, single] };
        }
    }
}

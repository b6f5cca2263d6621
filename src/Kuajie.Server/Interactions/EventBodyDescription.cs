using Kuajie.Client.Interactions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kuajie.Server.Interactions;

/// <summary>Tells in the OpenAPI document that a body is either one event or several: the handler reads it from the network itself.</summary>
internal static class EventBodyDescription
{
    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var body in operation.RequestBody?.Content?.Values ?? [])
        {
            // The batch names it already, so the document has it.
            body.Schema = new OpenApiSchema { OneOf = [new OpenApiSchemaReference(nameof(EventRequest), context.Document), body.Schema!] };
        }
        return Task.CompletedTask;
    }
}

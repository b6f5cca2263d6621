using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kuajie.Server.Operations;

/// <summary>A list in an address may always be left out, and is empty then; the delegates that are written when building call it required.</summary>
internal sealed class OptionalLists : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Query && parameter.Schema?.Type?.HasFlag(JsonSchemaType.Array) == true)
            {
                parameter.Required = false;
            }
        }
        return Task.CompletedTask;
    }
}

using Kuajie.Client.Imports;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kuajie.Server.Imports;

/// <summary>Tells the form of an import in the OpenAPI document: the handler reads it from the network itself.</summary>
internal static class ImportFormDescription
{
    public static async Task AddAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var form = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(ImportForm), null, cancellation) };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["multipart/form-data"] = form },
        };
    }
}

using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;

namespace Kuajie.Storage.ModelFiles;

/// <summary>Turns the parts of a model file into a document; the same for all formats. Whatever does not fit is refused, never believed.</summary>
internal static class ModelFileParts
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the header's JSON.</summary>
    /// <exception cref="KuajieException">It is no header.</exception>
    public static ModelFileHeader Header(ReadOnlySpan<byte> json, ModelFileFaults faults)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelFileHeader>(json, JsonSerializerOptions.Web) ?? throw faults.Inconsistent();
        }
        catch (JsonException nonsense)
        {
            throw faults.Inconsistent(nonsense);
        }
    }

    /// <summary>Joins header, ids and arrays.</summary>
    /// <exception cref="KuajieException">The header lacks something or contradicts itself.</exception>
    public static ModelDocument Document(
        ModelFileHeader header,
        Func<ModelFileDomain, ModelDomain> readDomain,
        Func<ModelFileArray, ModelArray> readArray,
        ModelFileFaults faults
    )
    {
        try
        {
            var domains = (header.Domains ?? throw faults.Inconsistent()).Select(readDomain).ToArray();
            var arrays = new Dictionary<string, ModelArray>(StringComparer.Ordinal);
            foreach (var array in header.Arrays ?? throw faults.Inconsistent())
            {
                arrays.Add(array.Name, readArray(array));
            }
            if (
                header.Model is null
                || header.Options is null
                || header.Provenance is null
                || (uint)header.TargetDomain >= (uint)domains.Length
            )
            {
                throw faults.Inconsistent();
            }
            var counts = domains.Select(domain => domain.Items.Count).ToArray();
            return new ModelDocument(
                new ModelState(header.Model, header.TargetDomain, counts, header.Options, arrays),
                domains,
                header.Provenance
            );
        }
        catch (Exception nonsense) when (nonsense is ArgumentException or NullReferenceException)
        {
            throw faults.Inconsistent(nonsense);
        }
    }

    /// <summary>Whether a domain's numbers can be true, before anything is allocated for it.</summary>
    public static bool IsPlausible(ModelFileDomain domain) =>
        domain is { Name: not null, Items: >= 0 } && domain.Bytes >= (long)domain.Items * sizeof(int) && domain.Bytes <= Array.MaxLength;

    /// <summary>The ids in a domain's section.</summary>
    /// <exception cref="KuajieException">Lengths or texts are wrong.</exception>
    /// <exception cref="ArgumentException">An id occurs twice or is no UTF-8.</exception>
    public static ModelDomain Domain(ModelFileDomain domain, ReadOnlySpan<byte> section, ModelFileFaults faults)
    {
        var ids = new string[domain.Items];
        var text = domain.Items * sizeof(int);
        for (var item = 0; item < ids.Length; item++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(section[(item * sizeof(int))..]);
            if (length < 0 || length > section.Length - text)
            {
                throw faults.Inconsistent();
            }
            ids[item] = StrictUtf8.GetString(section.Slice(text, length));
            text += length;
        }
        return new ModelDomain(domain.Name, new IdMap(ids));
    }
}

using System.Text;

namespace Kuajie.Storage.SampleWorld;

/// <summary>GB18030, of which GBK is the part that office programs in China write; fails on what it cannot encode or decode.</summary>
internal static class ChineseEncoding
{
    public static Encoding Strict { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}

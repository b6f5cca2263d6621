using DuckDB.NET.Data;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Texts;

namespace Kuajie.Storage.DuckDb;

/// <summary>What a failed write means to whoever asked for it.</summary>
internal static class StoreFaults
{
    /// <summary>A full disk is told as such; anything else stays what it is.</summary>
    public static Exception Of(DuckDBException fault, DuckDbFile file) => IsDiskFull(fault) ? Full(file.FilePath, fault) : fault;

    public static KuajieException Full(string path, Exception fault) =>
        new("store-full", StoreTexts.FullFound, StoreTexts.FullExpected, StoreTexts.FullCure, path, inner: fault);

    /// <summary>The engine has no code for it. "No space left on device" is the system's word on Unix, "not enough space" on Windows.</summary>
    public static bool IsDiskFull(DuckDBException fault) =>
        fault.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase)
        || fault.Message.Contains("not enough space", StringComparison.OrdinalIgnoreCase);
}

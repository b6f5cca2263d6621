namespace Kuajie.Algorithms.Models;

/// <summary>A model state whose parts do not make a model.</summary>
public sealed class InvalidModelStateException(string message) : Exception(message);

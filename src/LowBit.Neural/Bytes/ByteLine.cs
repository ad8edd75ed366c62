namespace LowBit.Neural;

/// <summary>Memory of one kind of one layer, or of a source of state.</summary>
/// <param name="Layer">Name of the layer, as in <c>named_modules</c>, or of the source.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Bytes">Bytes that are held.</param>
/// <param name="FloatBytes">Bytes that float32 would take; integers wider than a byte as they are. Null where that is not known.</param>
public sealed record ByteLine(string Layer, ByteKind Kind, long Bytes, long? FloatBytes);
